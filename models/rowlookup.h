#pragma once

#include "models/rowidentity.h"
#include "models/rowtask.h"

#include <limits>

namespace larder {

/// Finds rows of a part of a result by their identity; each is found once, equal ones in their order.
class RowLookup
{
public:
    static constexpr quint32 kNone = std::numeric_limits<quint32>::max();

    RowLookup(const ResultSet& result, const RowIdentity& identity) : m_result(result), m_identity(identity)
    {
    }

    /// Takes in @p rows, which ascend; false if it was stopped.
    [[nodiscard]] bool fill(const RowOrder& rows, const RowTask& task);
    /// One of them that is as @p row of @p other and was not taken before; else kNone.
    [[nodiscard]] quint32 take(const ResultSet& other, qint64 row);

private:
    struct Entry
    {
        size_t hash = 0;
        quint32 row = 0;
        bool taken = false;
        // In the first entry of a hash: how many from there on are taken, so that many equal rows stay cheap.
        quint32 takenFromHere = 0;
    };

    const ResultSet& m_result;
    const RowIdentity& m_identity;
    std::vector<Entry> m_entries;
};

} // namespace larder
