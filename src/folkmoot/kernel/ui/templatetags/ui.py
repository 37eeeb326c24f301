"""Every tag and filter of the house, gathered. Pages need no `load`: this library is built in."""

from django import template

from folkmoot.kernel.ui.components import boxes, fields, maps, pictures, words

register = template.Library()
for part in (boxes, fields, maps, pictures, words):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
