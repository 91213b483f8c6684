#include "models/connectionprofile.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QUuid>

namespace larder {

namespace {

const auto kVersionField = QStringLiteral("larderConnections");
const auto kListField = QStringLiteral("connections");
const auto kIdField = QStringLiteral("id");
const auto kNameField = QStringLiteral("name");
const auto kFolderField = QStringLiteral("folder");
const auto kAddressField = QStringLiteral("address");
const auto kColourField = QStringLiteral("colour");
const auto kReadOnlyField = QStringLiteral("readOnly");
const auto kProductionField = QStringLiteral("production");
constexpr int kVersion = 1;

struct ProfileText
{
    Q_DECLARE_TR_FUNCTIONS(larder::ConnectionProfile)
};

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QJsonObject jsonOf(const ConnectionProfile& profile)
{
    QJsonObject json{{kIdField, profile.id}, {kAddressField, profile.address}};
    if (!profile.name.isEmpty())
        json.insert(kNameField, profile.name);
    if (!profile.folder.isEmpty())
        json.insert(kFolderField, profile.folder);
    if (profile.colour.isValid())
        json.insert(kColourField, profile.colour.name());
    if (profile.readOnly)
        json.insert(kReadOnlyField, true);
    if (profile.production)
        json.insert(kProductionField, true);
    return json;
}

ConnectionProfile profileOf(const QJsonObject& json)
{
    return {.id = json[kIdField].toString(),
        .name = json[kNameField].toString(),
        .folder = json[kFolderField].toString(),
        .address = json[kAddressField].toString(),
        .colour = QColor(json[kColourField].toString()),
        .readOnly = json[kReadOnlyField].toBool(),
        .production = json[kProductionField].toBool()};
}

Error unreadable(const QString& why)
{
    return {ProfileText::tr("The connections could not be read"), why,
        ProfileText::tr("Choose a file that Larder exported.")};
}

} // namespace

QString ConnectionProfile::label() const
{
    if (!name.isEmpty())
        return name;
    const Result<ConnectionTarget> target = parseConnectionTarget(address);
    return target ? target.value().label : address;
}

bool ConnectionProfile::isKnownBy(const ConnectionProfile& other) const
{
    return name == other.name && address == other.address && readOnly <= other.readOnly
        && production <= other.production;
}

ConnectionProfile newProfile(const QString& address)
{
    return {.id = newId(), .address = address};
}

QByteArray profilesJson(const std::vector<ConnectionProfile>& profiles)
{
    QJsonArray list;
    for (const ConnectionProfile& profile : profiles)
        list << jsonOf(profile);
    return QJsonDocument(QJsonObject{{kVersionField, kVersion}, {kListField, list}}).toJson();
}

Result<ReadProfiles> profilesFromJson(const QByteArray& json)
{
    QJsonParseError parsed;
    const QJsonObject file = QJsonDocument::fromJson(json, &parsed).object();
    if (parsed.error != QJsonParseError::NoError)
        return unreadable(parsed.errorString());
    if (file[kVersionField].toInt() != kVersion || !file[kListField].isArray())
        return unreadable(ProfileText::tr("these are no connections of this version"));
    ReadProfiles read;
    QSet<QString> ids;
    for (const auto each : file[kListField].toArray()) {
        ConnectionProfile profile = profileOf(each.toObject());
        const Result<ConnectionTarget> target = parseConnectionTarget(profile.address);
        if (!target) {
            read.notes << ProfileText::tr("%1 was left out: %2")
                              .arg(profile.name.isEmpty() ? ProfileText::tr("A connection") : profile.name,
                                  errorText(target.error()));
            continue;
        }
        profile.address = target.value().address;
        if (profile.id.isEmpty() || ids.contains(profile.id))
            profile.id = newId();
        ids << profile.id;
        read.profiles.push_back(std::move(profile));
    }
    return read;
}

} // namespace larder
