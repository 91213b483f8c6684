#pragma once

#include "models/rowwriter.h"

namespace larder {

/// A page with one table. NULL stands in italics in a cell of class "null", numbers on the right; a BLOB and
/// a text that no page can hold (no UTF-8, control characters) are their SQL literals in code.
class HtmlWriter final : public RowWriter
{
public:
    HtmlWriter(const QStringList& comment, ByteSink& sink) : m_comment(comment), m_sink(sink) { }

    void begin(const std::vector<ColumnInfo>& columns) override;
    void writeRow(std::span<const Cell> cells) override;
    void finish() override;

private:
    void writeCell(const Cell& cell);
    void writeText(QByteArrayView text);

    const QStringList m_comment;
    ByteSink& m_sink;
};

/// Writes @p lines as one comment of HTML; nothing if there are none.
void writeHtmlComment(const QStringList& lines, ByteSink& sink);

} // namespace larder
