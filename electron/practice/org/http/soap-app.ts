import { Hono } from 'hono';

const fault = (code: string, message: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="urn:fault.partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><soapenv:Fault><faultcode>sf:${code}</faultcode><faultstring>${code}: ${message}</faultstring><detail><sf:UnexpectedErrorFault xsi:type="sf:UnexpectedErrorFault"><sf:exceptionCode>${code}</sf:exceptionCode><sf:exceptionMessage>${message}</sf:exceptionMessage></sf:UnexpectedErrorFault></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>`;

/** SOAP is not spoken here: login() is refused as in an org that has it disabled. */
export function createSoapApp(): Hono {
  const app = new Hono();
  app.post('/services/Soap/*', () => {
    const body = fault('INVALID_OPERATION', 'SOAP API login() is disabled by default in this org.');
    return new Response(body, { status: 500, headers: { 'Content-Type': 'text/xml;charset=UTF-8' } });
  });
  return app;
}
