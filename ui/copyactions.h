#pragma once

#include "models/rowform.h"

#include <QObject>

class QAction;
class QMenu;

namespace larder {

class ResultPane;

/// Copies what is selected in a result in the forms that other programs read: a menu in the menu of the
/// cells, and Ctrl+Alt+C for SQL. Offers an export where any copy of the pane is too large.
class CopyActions final : public QObject
{
    Q_OBJECT

public:
    /// Lives as long as @p pane.
    explicit CopyActions(ResultPane& pane);

    /// Whose SQL is copied.
    void setDialect(SqlDialect dialect) { m_dialect = dialect; }
    [[nodiscard]] SqlDialect dialect() const { return m_dialect; }

Q_SIGNALS:
    /// The user was told that a copy is too large, and wants a file instead.
    void exportRequested(const larder::RowForm& form);

private:
    void add(const QString& text, const RowForm& form);
    void extend(QMenu& menu);
    void offerExport(const RowForm& form);

    ResultPane& m_pane;
    SqlDialect m_dialect = SqlDialect::Sqlite;
    QList<QAction*> m_actions;
};

} // namespace larder
