/* Text parted into lines, fields, and names between commas. Nothing is copied. */

#ifndef FOLKMOOT_FIELDS_H
#define FOLKMOOT_FIELDS_H

#include <stdint.h>

enum { LONGEST_FIELD = 131072 }; /* bytes; Python's csv allows as many characters */
enum { PLAIN, UNUSUAL, TWICE };  /* what a field or a row is */

/* A stretch of text, and the delimiter behind it. */
typedef struct {
    int64_t from, to, next;
} field;

static inline int ends_line(uint8_t byte)
{
    return byte == '\n' || byte == '\r';
}

static inline int is_space(uint8_t byte)
{
    return byte == ' ' || byte == '\t';
}

/* The field that begins here. One in quotation marks must end on its line, before a delimiter. */
static inline int field_at(const uint8_t *text, int64_t at, int64_t size, field *found)
{
    int quoted = at < size && text[at] == '"';
    found->from = at += quoted;
    while (at < size && !ends_line(text[at]) && text[at] != (quoted ? '"' : ';'))
        at++;
    found->to = at;
    if (quoted && (at == size || text[at++] != '"'))
        return UNUSUAL;
    found->next = at;
    if (at < size && text[at] != ';' && !ends_line(text[at]))
        return UNUSUAL;
    return found->to - found->from > LONGEST_FIELD ? UNUSUAL : PLAIN;
}

static inline void trim(const uint8_t *text, field *of)
{
    while (of->from < of->to && is_space(text[of->from]))
        of->from++;
    while (of->from < of->to && is_space(text[of->to - 1]))
        of->to--;
}

/* The next of the parts between commas, from `from` on. */
static inline field part_of(const uint8_t *text, const field *whole, int64_t from)
{
    field part = {from, from, from};
    while (part.to < whole->to && text[part.to] != ',')
        part.to++;
    part.next = part.to + 1;
    trim(text, &part);
    return part;
}

#endif
