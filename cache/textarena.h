#pragma once

#include <QByteArrayView>

#include <span>

namespace larder {

/// A look at the texts of consecutive rows that stand one after the other in memory: row r is
/// bytes[offsets[r], offsets[r + 1]), UTF-8. A NULL is an empty text here. Valid as long as the values live.
struct TextArena
{
    std::span<const quint32> offsets; ///< one more than there are rows
    QByteArrayView bytes;

    [[nodiscard]] qsizetype rowCount() const { return qsizetype(offsets.size()) - 1; }
    [[nodiscard]] qsizetype end(qsizetype row) const { return offsets[size_t(row) + 1]; }
    [[nodiscard]] QByteArrayView text(qsizetype row) const
    {
        return bytes.sliced(offsets[size_t(row)], end(row) - offsets[size_t(row)]);
    }
};

} // namespace larder
