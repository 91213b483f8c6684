#include "app/sql/mycolumns.h"

#include <mysql.h>

namespace larder {

std::vector<ColumnInfo> myColumns(MYSQL_RES* result)
{
    std::vector<ColumnInfo> columns;
    columns.reserve(mysql_num_fields(result));
    for (unsigned i = 0; i < mysql_num_fields(result); ++i) {
        const MYSQL_FIELD& field = *mysql_fetch_field_direct(result, i);
        ColumnInfo column{QString::fromUtf8(field.name, qsizetype(field.name_length)), myTypeName(field)};
        column.originTable = QString::fromUtf8(field.org_table, qsizetype(field.org_table_length));
        if (!column.originTable.isEmpty()) {
            column.originColumn = QString::fromUtf8(field.org_name, qsizetype(field.org_name_length));
            column.originSchema = QString::fromUtf8(field.db, qsizetype(field.db_length));
            column.nullability
                = (field.flags & NOT_NULL_FLAG) != 0 ? Nullability::NotNull : Nullability::Nullable;
            column.inPrimaryKey = (field.flags & PRI_KEY_FLAG) != 0;
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

} // namespace larder
