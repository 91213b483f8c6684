#pragma once

#include "cache/cell.h"

#include <QString>

#include <array>

namespace larder {

/// What is painted of a value: bytes of printable ASCII where it is such, which most values are and which
/// cost no allocation, else a text. Both are as cellText() has them.
class CellLabel
{
public:
    explicit CellLabel(const Cell& cell);
    CellLabel(const CellLabel&) = delete;
    CellLabel& operator=(const CellLabel&) = delete;

    [[nodiscard]] bool isAscii() const { return m_text.isEmpty(); }
    /// Empty for an empty text only.
    [[nodiscard]] QByteArrayView ascii() const { return m_ascii; }
    [[nodiscard]] const QString& text() const { return m_text; }

private:
    void take(const QString& text);

    std::array<char, 24> m_digits{};
    QByteArray m_bytes;
    // Points into the members above or to the value.
    QByteArrayView m_ascii;
    QString m_text;
};

} // namespace larder
