#pragma once

#include "app/sql/odbcstatement.h"
#include "cache/resultset.h"

namespace larder {

class ColumnBuilder;

/// In which form the values of a column are asked for.
enum class OdbcCellKind {
    Integer, ///< as characters, which some drivers cut less than their own integers; else text
    Real,
    RealText, ///< as characters: the engine may hold a text there (SQLite)
    Ascii, ///< decimals, dates and times: texts as the driver writes them
    Text,
    Blob,
};

/// The columns of a result and how their values are read.
struct OdbcColumns
{
    std::vector<ColumnInfo> infos = {};
    std::vector<OdbcCellKind> kinds = {};

    /// None where the statement has no result.
    [[nodiscard]] static OdbcColumns of(const OdbcStatement& statement, SqlDialect dialect);
};

/// Reads the value of @p column (from 0) of the present row into @p builder. False where the driver failed.
[[nodiscard]] bool appendOdbcValue(
    OdbcStatement& statement, int column, OdbcCellKind kind, ColumnBuilder& builder);

} // namespace larder
