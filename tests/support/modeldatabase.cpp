#include "tests/support/modeldatabase.h"

#include <algorithm>

namespace larder::test {

ModelDatabase::ModelDatabase()
{
    m_states.push_back({0, changed({}, kAllTables)});
}

ModelDatabase::Content ModelDatabase::changed(const Content& content, Tables tables)
{
    Content numbers = content;
    for (int table = 0; table < kTables; ++table) {
        if (tables & (1U << table))
            numbers.at(size_t(table)) = ++m_lastNumber;
    }
    return numbers;
}

void ModelDatabase::commit(const Content& content)
{
    m_states.push_back({m_now, content});
}

void ModelDatabase::replaceFile()
{
    ++m_file;
    commit(kAllTables);
}

bool ModelDatabase::held(Tables tables, const Content& numbers, Moment from, Moment to) const
{
    return heldState(from, to, [&](const Content& content) {
        for (size_t table = 0; table < size_t(kTables); ++table) {
            if ((tables & (1U << table)) && content.at(table) != numbers.at(table))
                return false;
        }
        return true;
    });
}

bool ModelDatabase::heldOne(
    int table, Moment from, Moment to, const std::function<bool(qint64)>& isRight) const
{
    return heldState(from, to, [&](const Content& content) { return isRight(content.at(size_t(table))); });
}

bool ModelDatabase::heldState(Moment from, Moment to, const std::function<bool(const Content&)>& isSeen) const
{
    for (size_t i = m_states.size(); i-- > 0;) {
        const State& state = m_states[i];
        if (state.since <= to && isSeen(state.content))
            return true;
        if (state.since <= from)
            return false;
    }
    return false;
}

bool ModelDatabase::lock(const void* writer)
{
    if (m_writer && m_writer != writer)
        return false;
    m_writer = writer;
    return true;
}

void ModelDatabase::unlock(const void* writer)
{
    if (m_writer == writer)
        m_writer = nullptr;
}

} // namespace larder::test
