"""Keys, and nothing else: how the tests use an activity like somebody who has no mouse."""

from playwright.sync_api import Page


def press(page: Page, *keys: str) -> None:
    """Press `keys` one after another."""
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page, selector: str) -> bool:
    """Return whether what has the focus matches `selector`."""
    return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))


def tab_to(page: Page, selector: str, key: str = "Tab", most: int = 80) -> None:
    """Press Tab (or `key`) until something that matches `selector` has the focus; fail if nothing ever has."""
    for _ in range(most):
        if focused(page, selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never reaches {selector}")


def check(page: Page, value: str, name: str = "") -> None:
    """Choose the radio button or checkbox with `value`; `name` begins its group's name, where values repeat."""
    group = f'[name^="{name}"]' if name else ""
    box = f'input[value="{value}"]{group}'
    kind = page.locator(box).first.get_attribute("type")
    if kind == "checkbox":
        tab_to(page, box)
        press(page, "Space")
        return
    same = page.locator(box).first.get_attribute("name")
    tab_to(page, f'input[name="{same}"]')
    press(page, "Space")
    for _ in range(12):
        if focused(page, box):
            return
        press(page, "ArrowDown")
    raise AssertionError(f"the arrows never reach {box}")


def choose(page: Page, value: str) -> None:
    """Choose `value` in the select that has the focus."""
    options = page.evaluate("[...document.activeElement.options].map(option => option.value)")
    now = page.evaluate("document.activeElement.selectedIndex")
    steps = options.index(value) - now
    press(page, *(["ArrowDown" if steps > 0 else "ArrowUp"] * abs(steps)))
