#include "ui/passwordprompt.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace larder {

namespace {

QLabel* createText(const QString& text, QWidget* parent)
{
    auto* const label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

PasswordPrompt::PasswordPrompt(
    const QString& connection, const QString& server, const QString& why, QWidget* parent)
    : QDialog(parent)
    , m_password(new QLineEdit(this))
    , m_remember(new QCheckBox(tr("&Keep it in the keychain of the system"), this))
{
    setObjectName(QStringLiteral("passwordPrompt"));
    setWindowTitle(tr("Password needed"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_password->setObjectName(QStringLiteral("password"));
    m_password->setAccessibleName(tr("Password"));
    m_password->setEchoMode(QLineEdit::Password);
    auto* const layout = new QFormLayout(this);
    auto* const whose = createText(tr("Password for %1").arg(connection), this);
    whose->setObjectName(QStringLiteral("passwordConnection"));
    QFont bold = whose->font();
    bold.setBold(true);
    whose->setFont(bold);
    layout->addRow(whose);
    auto* const where = createText(server, this);
    where->setObjectName(QStringLiteral("passwordServer"));
    layout->addRow(where);
    if (!why.isEmpty())
        layout->addRow(createText(why.front().toUpper() + why.mid(1), this));
    layout->addRow(tr("&Password"), m_password);
    m_remember->setObjectName(QStringLiteral("remember"));
    layout->addRow(m_remember);
    layout->addRow(createText(tr("Else it is known until Larder ends, and written nowhere."), this));
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Connect"));
    layout->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // Texts that wrap ask for the height of a narrower dialog.
    const int width = fontMetrics().averageCharWidth() * 60;
    setMinimumWidth(width);
    resize(width, layout->totalHeightForWidth(width));
}

bool PasswordPrompt::remembers() const
{
    return m_remember->isChecked();
}

QString PasswordPrompt::password() const
{
    return m_password->text();
}

} // namespace larder
