"""How every form of ours is drawn: label, hint, control, error in words (`templates/components/field.html`)."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class Control(forms.BoundField):
    """Gives controls the class by which the style sheet knows them. Hints and errors are tied to them by Django."""

    UNDRESSED = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if not widget.is_hidden and not isinstance(widget, self.UNDRESSED):
            attrs.setdefault("class", widget.attrs.get("class", "input"))
        return attrs


class Renderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = Control
