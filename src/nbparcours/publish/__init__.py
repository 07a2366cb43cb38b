"""From sources to what people open: built notebooks, the companion site, hand-outs."""
