#include "ui/odbcpage.h"

#include "models/odbctarget.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

namespace larder {

OdbcPage::OdbcPage(QWidget* parent)
    : QWidget(parent)
    , m_source(new QComboBox(this))
    , m_user(new QLineEdit(this))
    , m_string(new QLineEdit(this))
{
    auto* const form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    m_source->setObjectName(QStringLiteral("odbcSource"));
    m_source->setAccessibleName(tr("Data source"));
    m_source->setEditable(true);
    m_source->lineEdit()->setAccessibleName(tr("Data source"));
    m_source->lineEdit()->setPlaceholderText(tr("none, where the string names the driver"));
    form->addRow(tr("&Data source"), m_source);
    m_user->setObjectName(QStringLiteral("odbcUser"));
    m_user->setAccessibleName(tr("User"));
    m_user->setPlaceholderText(tr("as the data source says"));
    form->addRow(tr("&User"), m_user);
    m_string->setObjectName(QStringLiteral("odbcString"));
    m_string->setAccessibleName(tr("Connection string"));
    m_string->setPlaceholderText(tr("Driver=…;Server=…;Database=…"));
    form->addRow(tr("Connection &string"), m_string);
    connect(m_source, &QComboBox::editTextChanged, this, &OdbcPage::edited);
    for (const QLineEdit* const line : {m_user, m_string})
        connect(line, &QLineEdit::textEdited, this, &OdbcPage::edited);
}

void OdbcPage::setSources(const QStringList& sources)
{
    const QSignalBlocker quiet(this);
    const QString present = m_source->currentText();
    m_source->clear();
    m_source->addItems(sources);
    m_source->setEditText(present);
}

void OdbcPage::setTarget(const ConnectionTarget& target)
{
    const QSignalBlocker quiet(this);
    m_source->setEditText(target.database);
    m_user->setText(target.user);
    ConnectionTarget rest = target;
    rest.database.clear();
    m_string->setText(odbcConnectionString(rest));
}

Result<ConnectionTarget> OdbcPage::target() const
{
    QStringList parts;
    if (const QString source = m_source->currentText().trimmed(); !source.isEmpty())
        parts << QStringLiteral("DSN=") + odbcQuoted(source);
    if (const QString user = m_user->text(); !user.isEmpty())
        parts << QStringLiteral("UID=") + odbcQuoted(user);
    if (const QString string = m_string->text().trimmed(); !string.isEmpty())
        parts << string;
    if (parts.isEmpty())
        return Error{tr("No database was named"), tr("data source and connection string are missing"),
            tr("Choose a source, or write a string.")};
    const Result<ConnectionTarget> read = parseOdbcString(parts.join(u';'));
    // As it will be read again.
    return read ? parseConnectionTarget(read.value().address) : read;
}

} // namespace larder
