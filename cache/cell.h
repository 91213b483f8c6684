#pragma once

#include <QByteArrayView>

namespace larder {

enum class CellType : quint8 { Null, Integer, Real, Text, Blob };

/// A set of types.
class CellTypes
{
public:
    constexpr CellTypes() = default;
    constexpr CellTypes(CellType type) : m_bits(quint8(1U << unsigned(type))) { }

    [[nodiscard]] constexpr bool contains(CellType type) const
    {
        return (m_bits & CellTypes(type).m_bits) != 0;
    }
    constexpr CellTypes& operator|=(CellTypes other)
    {
        m_bits = quint8(m_bits | other.m_bits);
        return *this;
    }
    bool operator==(const CellTypes&) const = default;

private:
    quint8 m_bits = 0;
};

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
