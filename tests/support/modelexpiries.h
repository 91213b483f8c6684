#pragma once

#include "tests/support/modeldatabase.h"

#include <map>

namespace larder::test {

/// Since when answers must be newer because somebody expired them. The last expire by hand can be taken back,
/// the others can't.
class ModelExpiries
{
public:
    using Moment = ModelDatabase::Moment;

    enum class What { Query, Row, Table, Everything };

    /// Until taken back, what is expired at @p now is one expire by hand.
    void beginByHand(Moment now);
    /// @p number is a query's, a row's or a table's.
    void expire(What what, qint64 number, Moment now);
    /// The last expire by hand never was.
    void takeBack();

    /// How old an answer to @p query may be that read @p tables.
    [[nodiscard]] Moment sinceOf(qint64 query, ModelDatabase::Tables tables) const;
    [[nodiscard]] Moment sinceOfRow(int table, qint64 id) const;

    /// The number of a row.
    [[nodiscard]] static qint64 row(int table, qint64 id) { return table * 100 + id; }

private:
    using Key = std::pair<What, qint64>;
    struct Change
    {
        Key key;
        Moment before = 0;
    };

    [[nodiscard]] Moment moment(What what, qint64 number) const;

    std::map<Key, Moment> m_moments;
    // Of the last expire by hand.
    std::vector<Change> m_changes;
    Moment m_byHandAt = -1;
};

} // namespace larder::test
