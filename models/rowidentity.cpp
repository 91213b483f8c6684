#include "models/rowidentity.h"

#include <QHashFunctions>

#include <algorithm>
#include <bit>
#include <numeric>

namespace larder {

namespace {

size_t hashOf(const Cell& cell, size_t seed)
{
    return qHashMulti(seed, int(cell.type), cell.integer, std::bit_cast<quint64>(cell.real), cell.bytes);
}

} // namespace

bool isSameCell(const Cell& one, const Cell& other)
{
    return one.type == other.type && one.integer == other.integer
        && std::bit_cast<quint64>(one.real) == std::bit_cast<quint64>(other.real) && one.bytes == other.bytes;
}

RowIdentity RowIdentity::byKey(const ResultSet& result)
{
    RowIdentity identity;
    for (int column = 0; column < result.columnCount(); ++column) {
        if (result.columns()[size_t(column)].inPrimaryKey)
            identity.m_columns.push_back(column);
    }
    identity.m_hasKey = !identity.m_columns.empty();
    return identity.m_hasKey ? identity : byValues(result);
}

RowIdentity RowIdentity::byValues(const ResultSet& result)
{
    RowIdentity identity;
    identity.m_columns.resize(size_t(result.columnCount()));
    std::iota(identity.m_columns.begin(), identity.m_columns.end(), 0);
    return identity;
}

bool RowIdentity::isSameRow(const ResultSet& one, qint64 row, const ResultSet& other, qint64 otherRow) const
{
    return std::all_of(m_columns.begin(), m_columns.end(),
        [&](int column) { return isSameCell(one.cell(row, column), other.cell(otherRow, column)); });
}

size_t RowIdentity::hash(const ResultSet& result, qint64 row) const
{
    size_t seed = 0;
    for (const int column : m_columns)
        seed = hashOf(result.cell(row, column), seed);
    return seed;
}

} // namespace larder
