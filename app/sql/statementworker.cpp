#include "app/sql/statementworker.h"

namespace larder {

Result<QString> StatementWorker::loadDefinition(const ObjectName& object)
{
    return Error{tr("Cannot tell the definition of %1").arg(object.name),
        tr("Databases of this kind are not asked for definitions yet.")};
}

} // namespace larder
