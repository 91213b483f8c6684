#pragma once

#include <QByteArrayView>

namespace larder {

enum class CellType : quint8 { Null, Integer, Real, Text, Blob };

[[nodiscard]] constexpr bool isNumber(CellType type)
{
    return type == CellType::Integer || type == CellType::Real;
}

/// A look at one value inside a ResultSet; valid as long as the result lives. Text is UTF-8 as the database
/// delivered it, byte for byte.
struct Cell
{
    CellType type = CellType::Null;
    qint64 integer = 0;
    double real = 0;
    QByteArrayView bytes = {};

    [[nodiscard]] bool isNull() const { return type == CellType::Null; }
};

} // namespace larder
