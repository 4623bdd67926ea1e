"""The check of a template before it is used: names, tags, what AutoCorrect did to them."""

from innoreg.render.template_check.template_checker import check_template

__all__ = ["check_template"]
