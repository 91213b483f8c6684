#pragma once

#include "models/arrangedrows.h"
#include "models/tablequery.h"
#include "ui/rowcounter.h"

namespace larder {

class TableBar;

/// Says in the bar of a table how many rows there are: those that are here where they are all, else what the
/// last count of the same rows came to, which an order of them does not change.
class TableCount final : public QObject
{
    Q_OBJECT

public:
    TableCount(QueryService& service, TableBar& bar);

    /// Counts what @p request, the count() of a query, asks for.
    void start(const QueryRequest& request);
    void cancel() { m_counter.cancel(); }
    /// The rows may be others by now.
    void forget() { m_known.reset(); }
    [[nodiscard]] bool isCounting() const { return m_counter.isCounting(); }
    /// @p rows are what @p query brought.
    void show(const ArrangedRows& rows, const TableQuery& query);

Q_SIGNALS:
    /// What show() says has changed.
    void changed();

private:
    struct Known
    {
        QByteArray sql;
        qint64 rows = 0;
    };

    void showLeast(const ArrangedRows& rows, const TableQuery& query);

    TableBar& m_bar;
    RowCounter m_counter;
    QByteArray m_counting;
    std::optional<Known> m_known;
};

} // namespace larder
