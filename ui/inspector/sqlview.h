#pragma once

#include "cache/sql/sqldialect.h"
#include "ui/scintilla.h"

namespace larder {

class SqlHighlighter;

/// Shows SQL to be read and copied, coloured as in the editor, with a stretch of it underlined.
class SqlView final : public QsciScintilla
{
    Q_OBJECT

public:
    explicit SqlView(QWidget* parent = nullptr);

    /// Shows @p sql with nothing underlined; the same text stays where it is scrolled to.
    void setSql(const QByteArray& sql, SqlDialect dialect);
    /// Underlines @p length bytes from @p offset on and brings them into view.
    void underline(qsizetype offset, qsizetype length);
    /// What is underlined; empty if nothing is.
    [[nodiscard]] QByteArray underlined() const;
    [[nodiscard]] const QByteArray& sql() const { return m_sql; }

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void applyLook();

    QByteArray m_sql;
    SqlDialect m_dialect = SqlDialect::Generic;
    SqlHighlighter* m_highlighter;
    qsizetype m_markOffset = 0;
    qsizetype m_markLength = 0;
};

} // namespace larder
