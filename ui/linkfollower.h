#pragma once

#include "cache/schema.h"
#include "cache/sql/sqldialect.h"
#include "models/cellselection.h"
#include "models/tablestate.h"

#include <QObject>

#include <memory>

class QMenu;

namespace larder {

class ResultPane;
struct RowLink;

/// Leads from a cell of a grid along the foreign keys of its database: to the row that it refers to, or to
/// the rows that refer to its row. The header of the pane marks the columns from which a way leads.
class LinkFollower final : public QObject
{
    Q_OBJECT

public:
    explicit LinkFollower(ResultPane& pane);

    /// Where keys lead; nowhere while it is null.
    void setSchema(std::shared_ptr<const Schema> schema);
    /// The rules of the conditions that it makes.
    void setDialect(SqlDialect dialect) { m_dialect = dialect; }
    /// Asks for the rows that the current cell refers to, or says why there are none.
    void followCurrent();
    void follow(const CellPosition& cell);
    /// Adds the ways from the current cell.
    void extendMenu(QMenu& menu);

Q_SIGNALS:
    void rowsRequested(const larder::TableState& rows);
    /// There is nothing to go to.
    void refused(const QString& reason);

private:
    [[nodiscard]] std::vector<RowLink> linksOf(const CellPosition& cell) const;
    [[nodiscard]] QString referenceOf(int column) const;
    void go(const RowLink& link, qint64 row);

    ResultPane& m_pane;
    std::shared_ptr<const Schema> m_schema;
    SqlDialect m_dialect = SqlDialect::Sqlite;
};

} // namespace larder
