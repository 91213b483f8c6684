#include "app/sql/odbcvalidator.h"

namespace larder {

TokenWorker::Reading OdbcValidator::read()
{
    return {Error{tr("This connection cannot prove freshness"),
        tr("ODBC has no question for whether data has changed"), {}}};
}

} // namespace larder
