// The decoder of QR codes as a script of its own: the heaviest part, and not needed before there is a picture.
import decodeQR from "qr/decode.js";

globalThis.nbparcoursDecode = decodeQR;
