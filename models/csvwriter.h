#pragma once

#include "models/rowwriter.h"

#include <array>

namespace larder {

/// Separated values. The form has no types: a BLOB is a SQL literal (x'00ff'), infinity is "inf". Text is
/// written byte for byte, also where it is no UTF-8.
class CsvWriter final : public RowWriter
{
public:
    CsvWriter(const CsvDialect& dialect, ByteSink& sink);

    void begin(const std::vector<ColumnInfo>& columns) override;
    void writeRow(std::span<const Cell> cells) override;
    void finish() override { }

private:
    void writeCell(const Cell& cell);
    void writeText(QByteArrayView text);
    void writeQuoted(QByteArrayView text);
    void endLine();

    const CsvDialect m_dialect;
    ByteSink& m_sink;
    // By byte: whether a text with it needs quotes.
    std::array<bool, 256> m_isSpecial{};
    // Numbers need no look where nothing that reads like one stands for NULL.
    bool m_plainNumbers;
};

} // namespace larder
