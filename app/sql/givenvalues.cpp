#include "app/sql/givenvalues.h"

#include <QCoreApplication>

#include <algorithm>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("GivenValues", text);
}

} // namespace

const Value* givenValue(const std::vector<Parameter>& parameters, const QByteArray& name)
{
    const auto found = std::find_if(parameters.begin(), parameters.end(),
        [&name](const Parameter& parameter) { return parameter.name == name; });
    return found == parameters.end() ? nullptr : &found->value;
}

Error missingValueError(const QByteArray& name, std::optional<qsizetype> position)
{
    return {tr("The statement has a parameter without a value"), QString::fromUtf8(name),
        tr("Give it a value."), position};
}

Error unusedValueError(const QByteArray& name, const QString& advice)
{
    return {tr("The statement has no such parameter"), QString::fromUtf8(name), advice};
}

} // namespace larder
