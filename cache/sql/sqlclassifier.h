#pragma once

#include "cache/sql/sqldialect.h"
#include "cache/sql/sqltoken.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace larder {

/// Why a statement's result may not be kept, after the rules of the cache; the first that holds.
enum class UncacheableRule {
    None,
    Empty, ///< no statement at all
    Malformed, ///< an open quote, comment or parenthesis, a NUL, bytes with several readings
    SeveralStatements,
    NotARead, ///< it writes, changes the session, or begins with an unknown word
    NoRows, ///< reserved for reads that return none
    Metadata, ///< a read of the schema or of a plan: it belongs to the schema cache
    LockingRead,
    Volatile, ///< a function or variable that may differ from run to run
    UnknownFunction,
    TemporaryOrCatalog, ///< temporary tables, catalogues, sequences, unrepeatable samples
};

/// What a statement does, as far as its text tells.
struct SqlClassification
{
    bool readOnly = false; ///< changes no data, no session, no file, and locks nothing
    bool returnsRows = false;
    bool cacheable = false; ///< a read whose rows depend on tables and session settings alone
    UncacheableRule rule = UncacheableRule::Malformed;
    SqlToken token; ///< what decided the rule
    QByteArray verb; ///< the first keyword in upper case: that of the main statement behind WITH
    /// Tables and views as written: without quotes, `schema.table` where qualified, in lower case where the
    /// dialect folds names without quotes. No names of common table expressions. The view behind a name is
    /// not resolved.
    std::vector<QByteArray> reads;
    std::vector<QByteArray> writes;
    bool tablesKnown = false; ///< false if it may touch more than `reads` and `writes` say
    bool changesSession
        = false; ///< what later statements mean may be another (SET, ATTACH, unknown words, …)
    bool transactionControl = false;
    bool hasWhere = false; ///< the main statement has a WHERE

    bool operator==(const SqlClassification&) const = default;
};

/// Classifies one statement. Fails closed: what is not known to be harmless is no read and not cacheable.
/// Views, user-defined functions and sequences cannot be told from the text: the engine has to confirm
/// `cacheable`.
[[nodiscard]] SqlClassification classifySql(QByteArrayView sql, SqlDialect dialect);

} // namespace larder
