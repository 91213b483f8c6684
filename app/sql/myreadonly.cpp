#include "app/sql/myreadonly.h"

#include "app/sql/connectoptions.h"
#include "cache/sql/sqlcode.h"

#include <QCoreApplication>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("MyReadOnly", text);
}

// START TRANSACTION READ WRITE, SET TRANSACTION, XA.
bool isHarmlessControl(const QByteArray& sql, const SqlClassification& classification)
{
    if (!classification.transactionControl || classification.verb == "XA" || classification.verb == "SET")
        return false;
    const SqlCode code(sql, SqlDialect::MySql, SqlCode::Reading::Code);
    for (qsizetype i = 0; i < code.size(); ++i) {
        if (code.isWord(i, "WRITE"))
            return false;
    }
    return true;
}

} // namespace

std::optional<Error> myForbidden(const QByteArray& sql, const SqlClassification& classification)
{
    if (classification.readOnly || classification.verb == "USE" || isHarmlessControl(sql, classification))
        return std::nullopt;
    return Error{
        tr("The statement was not run"), tr("it is not proven that it changes nothing"), readOnlyAdvice()};
}

} // namespace larder
