#include "tests/support/modelexpiries.h"

#include <algorithm>

namespace larder::test {

void ModelExpiries::beginByHand(Moment now)
{
    m_changes.clear();
    m_byHandAt = now;
}

void ModelExpiries::expire(What what, qint64 number, Moment now)
{
    const Key key{what, number};
    if (now == m_byHandAt)
        m_changes.push_back({key, moment(what, number)});
    m_moments.insert_or_assign(key, now);
}

void ModelExpiries::takeBack()
{
    for (const Change& change : m_changes) {
        Moment& present = m_moments.at(change.key);
        if (present == m_byHandAt)
            present = change.before;
    }
    m_changes.clear();
}

ModelExpiries::Moment ModelExpiries::sinceOf(qint64 query, ModelDatabase::Tables tables) const
{
    Moment since = std::max(moment(What::Everything, 0), moment(What::Query, query));
    for (int table = 0; table < ModelDatabase::kTables; ++table) {
        if (tables & (1U << table))
            since = std::max(since, moment(What::Table, table));
    }
    return since;
}

ModelExpiries::Moment ModelExpiries::sinceOfRow(int table, qint64 id) const
{
    return std::max(
        {moment(What::Everything, 0), moment(What::Table, table), moment(What::Row, row(table, id))});
}

ModelExpiries::Moment ModelExpiries::moment(What what, qint64 number) const
{
    const auto found = m_moments.find({what, number});
    return found == m_moments.end() ? 0 : found->second;
}

} // namespace larder::test
