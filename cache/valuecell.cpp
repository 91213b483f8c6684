#include "cache/valuecell.h"

#include "cache/cellorder.h"

namespace larder {

Cell cellOf(const Value& value)
{
    if (const auto* integer = std::get_if<qint64>(&value))
        return {CellType::Integer, *integer};
    if (const auto* real = std::get_if<double>(&value))
        return {CellType::Real, 0, *real};
    if (const auto* text = std::get_if<Text>(&value))
        return {CellType::Text, 0, 0, text->utf8};
    if (const auto* blob = std::get_if<Blob>(&value))
        return {CellType::Blob, 0, 0, blob->bytes};
    return {};
}

Value valueOf(const Cell& cell)
{
    switch (cell.type) {
    case CellType::Null:
        return std::monostate();
    case CellType::Integer:
        return cell.integer;
    case CellType::Real:
        return cell.real;
    case CellType::Text:
        return Text{cell.bytes.toByteArray()};
    case CellType::Blob:
        return Blob{cell.bytes.toByteArray()};
    }
    Q_UNREACHABLE();
}

bool isValueBefore(const Value& one, const Value& other)
{
    const Cell a = cellOf(one);
    const Cell b = cellOf(other);
    if (isNumber(a.type) && isNumber(b.type))
        return compareNumbers(a, b) < 0;
    return a.type == b.type ? a.bytes < b.bytes : a.type < b.type;
}

} // namespace larder
