#pragma once

#include "cache/sql/sqlcode.h"

#include <vector>

namespace larder {

/// A list of common table expressions, by token indexes.
struct SqlWithClause
{
    struct Expression
    {
        qsizetype name = 0;
        qsizetype body = 0; ///< the parenthesis that opens it
    };

    std::vector<Expression> expressions; ///< empty where WITH means something else
    bool recursive = false;
    qsizetype statement = 0; ///< behind the list
};

/// The list that the WITH at token @p with of @p code begins.
[[nodiscard]] SqlWithClause sqlWithClause(const SqlCode& code, qsizetype with);

} // namespace larder
