#include "models/schemaage.h"

#include <QCoreApplication>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("SchemaAge", text);
}

QString timeText(const QDateTime& moment)
{
    return moment.toLocalTime().toString(u"HH:mm:ss");
}

} // namespace

QString schemaAgeText(const SchemaAge& age)
{
    switch (age.state) {
    case SchemaAge::State::Followed:
        break;
    case SchemaAge::State::MayHaveChanged:
        return tr("may have changed since %1").arg(timeText(age.readAt));
    case SchemaAge::State::NotFollowed:
        return tr("as of %1").arg(timeText(age.readAt));
    }
    return {};
}

QString schemaAgeToolTip(const SchemaAge& age)
{
    const QString read = tr("Read at %1.").arg(timeText(age.readAt)) + u' ';
    switch (age.state) {
    case SchemaAge::State::Followed:
        return read + tr("Nothing had changed at %1.").arg(timeText(age.checkedAt));
    case SchemaAge::State::MayHaveChanged:
        return read
            + tr("The database has changed since, maybe only in its rows. Refresh reads it again now.");
    case SchemaAge::State::NotFollowed:
        return read
            + (age.why.isEmpty() ? tr("What other programs change is not told here: Refresh reads it again.")
                                 : tr("Whether it is still so can't be checked: %1. Refresh reads it again.")
                                       .arg(age.why));
    }
    return {};
}

} // namespace larder
