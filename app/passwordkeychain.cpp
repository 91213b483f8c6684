#include "app/passwordkeychain.h"

#include <qt6keychain/keychain.h>

namespace larder {

namespace {

const auto kService = QStringLiteral("larder");

Error errorOf(const QKeychain::Job& job, const QString& what)
{
    return {what, job.errorString(),
        PasswordKeychain::tr(
            "See whether the keychain of your system runs and is unlocked. Larder asks for the "
            "password again when it needs it.")};
}

} // namespace

void PasswordKeychain::find(const QString& address, Found found)
{
    auto* const job = new QKeychain::ReadPasswordJob(kService, this);
    job->setKey(address);
    connect(job, &QKeychain::Job::finished, this, [job, found = std::move(found)] {
        found(job->error() == QKeychain::NoError ? job->textData() : QString());
    });
    job->start();
}

void PasswordKeychain::keep(const QString& address, const QString& password, Ended ended)
{
    auto* const job = new QKeychain::WritePasswordJob(kService, this);
    job->setKey(address);
    job->setTextData(password);
    connect(job, &QKeychain::Job::finished, this, [job, ended = std::move(ended)] {
        const bool kept = job->error() == QKeychain::NoError;
        ended(kept ? std::nullopt
                   : std::optional(errorOf(*job, tr("The password could not be kept in the keychain"))));
    });
    job->start();
}

void PasswordKeychain::forget(const QString& address, Ended ended)
{
    auto* const job = new QKeychain::DeletePasswordJob(kService, this);
    job->setKey(address);
    connect(job, &QKeychain::Job::finished, this, [job, ended = std::move(ended)] {
        const bool gone = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
        ended(gone ? std::nullopt
                   : std::optional(errorOf(*job, tr("The password could not be removed from the keychain"))));
    });
    job->start();
}

} // namespace larder
