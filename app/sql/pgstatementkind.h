#pragma once

#include "cache/sql/sqlclassifier.h"

namespace larder {

/// How a statement is to be run and accounted for that is no plain read.
enum class PgStatementKind {
    /// A query or a change of rows: it may run in a transaction, whose locks tell what it has written.
    Rows,
    /// BEGIN, COMMIT, SAVEPOINT and the like.
    Transaction,
    /// It changes the session at most.
    Session,
    /// It changes data or keeps them otherwise, but no names, columns or rights: VACUUM, REFRESH.
    Maintenance,
    /// All else.
    Schema,
};

[[nodiscard]] PgStatementKind pgStatementKind(const SqlClassification& classification);

/// Whether a statement that failed may have committed parts of its work.
[[nodiscard]] bool pgCommitsInParts(const SqlClassification& classification);

/// Whether it may change the session although its text does not tell.
[[nodiscard]] bool pgMayHideSessionChange(const SqlClassification& classification);

} // namespace larder
