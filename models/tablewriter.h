#pragma once

#include "models/rowwriter.h"

namespace larder {

/// Aligned columns for people, a row a line; written when all rows are there, because only then are the
/// widths known. What would steer a terminal is shown as a picture of it, a BLOB is a SQL literal.
class TableWriter final : public RowWriter
{
public:
    explicit TableWriter(ByteSink& sink) : m_sink(sink) { }

    void begin(const std::vector<ColumnInfo>& columns) override;
    void writeRow(std::span<const Cell> cells) override;
    void finish() override;

private:
    void add(std::vector<QString> fields);
    void writeLine(const QStringList& fields);

    ByteSink& m_sink;
    std::vector<std::vector<QString>> m_lines;
    std::vector<qsizetype> m_widths;
};

} // namespace larder
