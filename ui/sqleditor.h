#pragma once

#include "cache/sql/sqlsplitter.h"
#include "ui/scintilla.h"

#include <QTimer>

namespace larder {

class SqlHighlighter;

/// An editor for SQL scripts that shows which statement would run. All offsets are bytes of its UTF-8 text.
class SqlEditor final : public QsciScintilla
{
    Q_OBJECT

public:
    /// A statement without its terminator, and where it begins.
    struct EditorStatement
    {
        QByteArray sql;
        qsizetype offset = 0;
        SqlRangeKind kind = SqlRangeKind::Statement;
        bool operator==(const EditorStatement&) const = default;
    };

    explicit SqlEditor(QWidget* parent = nullptr);

    void setDialect(SqlDialect dialect);

    [[nodiscard]] QByteArray utf8Text() const;
    /// Replaces the text. Can be undone, unless the editor was empty.
    void setUtf8Text(const QByteArray& text);

    /// The selection if there is one, without a terminator behind it; else the statement at the cursor.
    [[nodiscard]] std::optional<EditorStatement> statementToRun() const;
    /// The same, with a selection of several statements cut into them.
    [[nodiscard]] std::vector<EditorStatement> statementsToRun() const;
    /// All statements of the text.
    [[nodiscard]] std::vector<EditorStatement> allStatements() const;

    /// Underlines the token at byte @p offset in red and makes it visible, until the next edit or
    /// clearError().
    void markError(qsizetype offset);
    void clearError();

public Q_SLOTS:
    /// Makes comments of the selected lines, or code again if all of them are comments.
    void toggleComment();

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void setUpText();
    void setUpKeys();
    void applyLook();
    void applyIndicatorLook();
    void fitLineNumbers();
    void markCurrentStatement();
    void scrollBack();
    void clearIndicator(int indicator);
    /// The text in the editor's memory, valid until the next change.
    [[nodiscard]] QByteArrayView view() const;
    [[nodiscard]] std::vector<EditorStatement> statementsOf(QByteArrayView text, qsizetype base) const;

    SqlHighlighter* m_highlighter;
    SqlDialect m_dialect = SqlDialect::Sqlite;
    QTimer m_markDelay;
    bool m_errorShown = false;
};

} // namespace larder
