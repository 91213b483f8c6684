#pragma once

#include "cache/resultset.h"
#include "models/celltext.h"

namespace larder {

/// One value where it lies: it keeps its result alive and copies nothing. Safe to read from any thread.
struct CellValue
{
    ResultPtr result = {};
    /// The row of the result, not of a sorted view of it.
    qint64 row = 0;
    int column = 0;

    [[nodiscard]] bool isValid() const { return result != nullptr; }
    [[nodiscard]] Cell cell() const { return result->cell(row, column); }
    [[nodiscard]] const ColumnInfo& info() const { return result->columns()[size_t(column)]; }
    /// Whether @p other is the same bytes in the same place: growing snapshots of a result share them.
    [[nodiscard]] bool isSameAs(const CellValue& other) const
    {
        if (!isValid() || !other.isValid() || row != other.row || column != other.column
            || info() != other.info())
            return isValid() == other.isValid() && !isValid();
        const Cell mine = cell();
        const Cell its = other.cell();
        return mine.type == its.type && mine.integer == its.integer && mine.bytes.data() == its.bytes.data()
            && mine.bytes.size() == its.bytes.size()
            && (mine.real == its.real || (mine.real != mine.real && its.real != its.real));
    }
};

/// The exact bytes of @p cell: those of a text or BLOB where they lie, the digits of a number, none of NULL.
class CellBytes
{
public:
    explicit CellBytes(const Cell& cell)
        : m_isStored(!isNumber(cell.type))
        , m_stored(cell.bytes)
        , m_digits(m_isStored ? QByteArray() : cellExactText(cell))
    {
    }

    /// Valid as long as this and the result live.
    [[nodiscard]] QByteArrayView view() const { return m_isStored ? m_stored : QByteArrayView(m_digits); }

private:
    bool m_isStored;
    QByteArrayView m_stored;
    QByteArray m_digits;
};

} // namespace larder
