# The web server alone: Postgres is a service beside it (docker-compose.yml), named by DATABASE_URL.
FROM python:3.13-slim AS build
COPY requirements.txt .
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt

FROM python:3.13-slim
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin ascent \
 && install --directory --mode 700 --owner 10001 --group 10001 /data
COPY --from=build /venv /venv
WORKDIR /app
COPY manage.py requirements.txt ./
COPY config config
COPY careers careers
COPY static static
COPY templates templates
RUN python -m compileall -q config careers
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    ASCENT_HOME=/data
# By number, so that Kubernetes and the like can see that it is not root.
USER 10001:10001
VOLUME /data
EXPOSE 8000
# A first start migrates and compresses static files before it answers.
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s CMD ["python", "-m", "config.run", "health"]
CMD ["python", "-m", "config.run", "serve"]
