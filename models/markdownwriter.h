#pragma once

#include "models/rowwriter.h"

namespace larder {

/// A table of GitHub's Markdown that shows each value as it is: what would be mark-up is escaped, a line
/// break is <br>, NULL stands in italics, a BLOB and a text that no page can show (no UTF-8, control
/// characters) as their SQL literals in code.
class MarkdownWriter final : public RowWriter
{
public:
    MarkdownWriter(const QStringList& comment, ByteSink& sink) : m_comment(comment), m_sink(sink) { }

    void begin(const std::vector<ColumnInfo>& columns) override;
    void writeRow(std::span<const Cell> cells) override;
    void finish() override { }

private:
    void writeCell(const Cell& cell);
    void writeText(QByteArrayView text);

    const QStringList m_comment;
    ByteSink& m_sink;
};

} // namespace larder
