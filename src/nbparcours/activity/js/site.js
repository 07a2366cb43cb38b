// The entry of the companion site, which shows activities and never the two screens.
import "./style.css";
import { define } from "./element.js";

define();
