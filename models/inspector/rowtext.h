#pragma once

#include "cache/entrydetail.h"
#include "cache/rows/rowinspection.h"
#include "models/inspector/fact.h"

namespace larder {

// What is told of rows that are found by their keys.

/// "main.orders: 5 rows in 2 lists …".
[[nodiscard]] Fact rowTableFact(const RowScopeInfo& table);

/// "id = 2: in 2 lists"; @p keyColumns in the order of the key.
[[nodiscard]] Fact cachedRowFact(const CachedRowInfo& row, const QByteArrayList& keyColumns);

/// "entry 12: SELECT … · columns id, name"; @p detail is that of the entry, nothing if it has gone.
[[nodiscard]] Fact rowListFact(const RowListInfo& list, const std::optional<EntryDetail>& detail);

/// The key that @p text names: a SQL literal for each column, with commas between them. Nothing if there are
/// not
/// @p columns of them.
[[nodiscard]] std::optional<std::vector<Value>> keyFromText(const QString& text, qsizetype columns);

} // namespace larder
