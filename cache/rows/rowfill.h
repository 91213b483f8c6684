#pragma once

#include "cache/ids.h"
#include "cache/reason.h"
#include "cache/resultset.h"
#include "cache/rows/rowscope.h"
#include "cache/rows/rowsource.h"

namespace larder {

/// An entry whose rows are to be found one by one.
struct RowFill
{
    EntryId entry = {};
    RowScope scope;
    RowSource source;
    ResultPtr result;
    /// Rises with each stamp that is taken, and with each row that is expired: what is higher was asked
    /// later. Never the same twice, never 0.
    quint64 order = 0;
    /// Equal for entries with equal stamps.
    quint64 stampId = 0;
};

/// Why the rows of an entry can't be found one by one.
enum class RowRefusal {
    None,
    TooManyRows,
    Incomplete, ///< the statement failed or was cancelled
    NoKey, ///< no primary key, or a column that is not one of the table
    NullInKey,
    DuplicateKey,
    OtherKey, ///< entries asked later know the table by another key
    RowExpired, ///< a row of the table was expired while the statement ran; the result may hold it as it was
};

/// The same for people; none for RowRefusal::None.
[[nodiscard]] Reason rowRefusalReason(RowRefusal refusal);

/// What became of a fill.
struct RowFillOutcome
{
    RowRefusal refusal = RowRefusal::None;
    /// Entries with a row of which something newer is known, the new entry perhaps among them.
    std::vector<EntryId> suspects = {};
    /// The most memory that its rows take in the index.
    qint64 indexBytes = 0;
};

} // namespace larder
