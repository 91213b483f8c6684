#pragma once

#include "cache/sql/sqldialect.h"
#include "ui/scintilla.h"

namespace larder {

/// Colours SQL in an editor by the same lexer that cuts scripts into statements, so that what looks like a
/// string or a comment is one. Styles only what comes on screen; starts at the nearest line above that begins
/// outside of quotes and comments, which it keeps in Scintilla's line states.
class SqlHighlighter final : public QsciLexerCustom
{
    Q_OBJECT

public:
    enum Style {
        Plain,
        Keyword,
        Comment,
        String,
        Number,
        QuotedName,
        Parameter,
        Operator,
        Invalid,
        StyleCount
    };

    explicit SqlHighlighter(QObject* parent);

    /// Takes effect with the next setLexer() of the editor.
    void setDialect(SqlDialect dialect) { m_dialect = dialect; }
    /// Takes colours for a light or a dark @p palette, and @p font; with effect as above.
    void setLook(const QPalette& palette, const QFont& font);

    [[nodiscard]] const char* language() const override { return "SQL"; }
    [[nodiscard]] QString description(int style) const override;
    void styleText(int start, int end) override;

private:
    SqlDialect m_dialect = SqlDialect::Generic;
};

} // namespace larder
