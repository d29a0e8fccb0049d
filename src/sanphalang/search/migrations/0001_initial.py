import sanphalang.search.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Piece',
            fields=[
                ('token', models.CharField(max_length=9, primary_key=True, serialize=False)),
                ('documents', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('subject', models.BigIntegerField()),
                ('tokens', sanphalang.search.models.TokensField()),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'subject'], name='document_by_subject')],
            },
        ),
    ]
