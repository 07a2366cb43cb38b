// Before anything is drawn: the colours and the size that the reader asked this browser to keep.
try {
  const kept = JSON.parse(localStorage.getItem("nbparcours.look") ?? "{}");
  for (const name of ["colours", "size"]) if (kept[name]) document.documentElement.dataset[name] = kept[name];
} catch {
  // nothing kept, or a browser that keeps nothing
}
