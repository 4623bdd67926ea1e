"""The dictionaries load when a phrase is declined, and without a warning."""

import subprocess
import sys


def run(code: str) -> str:
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def test_importing_loads_no_dictionary() -> None:
    code = (
        "import sys, innoreg.language as language\n"
        "language.apply_typography('№ 5'); language.plural(5, '', '', '')\n"
        "language.decline('ректор', 'nom', 'position')\n"
        "language.decline('ректор', 'dat', 'position', forms={'dat': 'x'})\n"
        "print({'pymorphy3', 'pytrovich'} & set(sys.modules))"
    )
    assert run(code) == "set()\n"


def test_a_phrase_loads_no_rules_for_names() -> None:
    code = (
        "import sys, innoreg.language as language\n"
        "language.decline('ректор', 'dat', 'position')\n"
        "print('pymorphy3' in sys.modules, 'pytrovich' in sys.modules)"
    )
    assert run(code) == "True False\n"


def test_declining_a_person_warns_of_nothing() -> None:
    code = (
        "from innoreg.language import decline\n"
        "print(len(decline('Иванов И.И.', 'dat', 'person', gender='m').text))"
    )
    assert run(code) == "12\n"
