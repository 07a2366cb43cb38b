// Everything that can be drawn: the activities, the home page and the final test.
import { mounter } from "./mounter.js";
import { draw as home } from "./screens/home.js";
import { draw as test } from "./screens/test.js";

export const mount = mounter({ home, test });
