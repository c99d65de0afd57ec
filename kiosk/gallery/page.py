"""The page to leaf through the pictures by: one file, without anything from a network."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.4 sans-serif; }
body { margin: 0; }
form { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5em 1em;
  padding: .5em 1em; background: Canvas; border-bottom: 1px solid GrayText; }
select, input { font: inherit; }
output { margin-left: auto; }
p { margin: 0 1em; padding: .5em 0; }
#all { display: grid; grid-template-columns: repeat(auto-fill, minmax(18em, 1fr)); gap: 1em;
  padding: 1em; }
figure { margin: 0; content-visibility: auto; contain-intrinsic-size: 18em 13em; }
figure img { width: 100%; height: 11.5em; object-fit: contain; background: #808080;
  cursor: zoom-in; }
figcaption { overflow-wrap: anywhere; font-size: .85em; }
button.picture { display: block; width: 100%; padding: 0; border: 0; background: none; }
button.picture:focus-visible { outline: 3px solid Highlight; }
dialog { width: 100%; height: 100%; max-width: none; max-height: none; box-sizing: border-box;
  padding: 1em; border: 0; }
dialog[open] { display: flex; flex-direction: column; gap: .5em; }
dialog img { flex: 1; min-height: 0; object-fit: contain; background: #808080; }
"""

_SCRIPT = """
"use strict";
const gallery = JSON.parse(document.getElementById("gallery").textContent);
const axes = Object.keys(gallery.axes), missing = new Set(gallery.missing);
const form = document.forms[0], all = document.getElementById("all");
const large = document.querySelector("dialog"), image = large.querySelector("img");
const caption = large.querySelector("p");
let shown = [], current = 0;

for (const axis of axes) {
  const choice = form.elements[axis];
  for (const value of gallery.axes[axis]) choice.add(new Option(value));
  if (gallery.axes[axis].length > 1) choice.add(new Option("all", ""));
}

function looks(rest = axes) {
  if (!rest.length) return [[]];
  const chosen = form.elements[rest[0]].value;
  const values = chosen ? [chosen] : gallery.axes[rest[0]];
  return values.flatMap(value => looks(rest.slice(1)).map(others => [value, ...others]));
}

function fill() {
  const words = form.elements.state.value.toLowerCase().split(" ");
  const states = gallery.states.filter(state => words.every(word => state.includes(word)));
  shown = states.flatMap(state => looks().map(look => look.join("/") + "/" + state + ".png"))
    .filter(file => !missing.has(file));
  all.replaceChildren(...shown.map((file, number) => {
    const figure = document.createElement("figure"), button = document.createElement("button");
    const picture = new Image(), name = document.createElement("figcaption");
    picture.loading = "lazy"; picture.alt = ""; picture.src = file;
    name.textContent = file.slice(0, -4).replaceAll("/", " / ");
    button.className = "picture"; button.append(picture, name);
    button.addEventListener("click", () => enlarge(number));
    figure.append(button);
    return figure;
  }));
  form.elements.count.value = shown.length + " pictures";
  if (large.open) enlarge(Math.min(current, shown.length - 1));
}

function enlarge(number) {
  if (number < 0 || number >= shown.length) return;
  current = number;
  image.src = image.alt = shown[number];
  caption.textContent = (number + 1) + " of " + shown.length + ": " + shown[number];
  if (!large.open) large.showModal();
}

function turn(axis) {
  const choice = form.elements[axis], count = gallery.axes[axis].length;
  choice.selectedIndex = (choice.selectedIndex + 1) % count;
  const state = shown[current]?.split("/").pop();
  fill();
  if (large.open) enlarge(Math.max(0, shown.findIndex(file => file.endsWith("/" + state))));
}

form.addEventListener("input", fill);
form.addEventListener("submit", event => event.preventDefault());
addEventListener("keydown", event => {
  if (event.target.matches("input, select") || event.ctrlKey || event.altKey || event.metaKey)
    return;
  const go = {
    ArrowRight: current + 1, ArrowLeft: current - 1, PageDown: current + 10, PageUp: current - 10,
    Home: 0, End: shown.length - 1
  }[event.key];
  const axis = axes.find(name => name[0] === event.key);
  if (axis) turn(axis);
  else if (go !== undefined && large.open) enlarge(Math.max(0, Math.min(go, shown.length - 1)));
  else return;
  event.preventDefault();
});
large.addEventListener("close", () => all.children[current]?.firstChild.focus());
fill();
"""

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline';
  script-src 'unsafe-inline'">
<title>Screens of the kiosk</title>
<style>{style}</style>
</head>
<body>
<form>
{choices}
<label>state <input type="search" name="state" placeholder="such as charging"></label>
<output name="count"></output>
</form>
<p>Choose a picture to enlarge it; then the arrow keys leaf through, Home and End go to the ends,
{keys} change the look, and Escape closes it.</p>
<noscript><p>The pictures are in the folders beside this page; leafing needs JavaScript.</p>
</noscript>
<main id="all"></main>
<dialog><p></p><img alt=""></dialog>
<script type="application/json" id="gallery">{data}</script>
<script>{script}</script>
</body>
</html>
"""


def write_page(
    file: Path,
    axes: Mapping[str, Sequence[str]],
    states: Sequence[str],
    missing: Sequence[str],
) -> None:
    """Write the page. Raises OSError.

    ``axes`` are what a look is made of, in the order of the folders, each with its values. The
    pictures are ``states`` by name, but for the ``missing`` files.
    """
    data = json.dumps({"axes": axes, "states": states, "missing": missing})
    choices = "\n".join(f'<label>{axis} <select name="{axis}"></select></label>' for axis in axes)
    keys = ", ".join(f"{axis[0]} ({axis})" for axis in axes)
    page = _PAGE.format(
        style=_STYLE,
        script=_SCRIPT,
        choices=choices,
        keys=keys,
        # Nothing in it may end the script.
        data=data.replace("<", "\\u003c"),
    )
    file.write_text(page, "utf-8")
