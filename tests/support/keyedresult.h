#pragma once

#include "tests/support/results.h"

namespace larder::test {

using Rows = std::vector<Row>;

/// Two columns, "k" and "v", of which the first is the key if @p keyed.
[[nodiscard]] inline ResultPtr keyedResult(
    const Rows& rows, bool keyed, Completeness completeness = Completeness::Complete)
{
    ColumnInfo key{QStringLiteral("k")};
    key.inPrimaryKey = keyed;
    ResultBuilder builder({key, {QStringLiteral("v")}});
    for (const Row& row : rows) {
        append(builder.column(0), row[0]);
        append(builder.column(1), row[1]);
        builder.endRow();
    }
    return builder.snapshot(completeness);
}

} // namespace larder::test
