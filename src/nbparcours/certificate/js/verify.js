// The page that verifies: fills every `<div data-verify="fr|ar">` it finds.
import "./verify.css";
import { Verifier } from "./page.js";

for (const root of document.querySelectorAll("[data-verify]")) new Verifier(root).begin();
